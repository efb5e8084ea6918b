set(ENGINE_SIDE_TESTS
    model_stub.cpp
    monitors_test.cpp
    rate_monitor_test.cpp
    spike_table_test.cpp
    state_monitor_test.cpp
    stimuli_test.cpp)
