"""What boards do to a store, done on purpose and counted: killed processes, power cuts, erasures.

python -m roleplay_lite.memory.torture --kills 1000 --cuts 1000 --erasures 100
"""
