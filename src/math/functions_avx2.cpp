#include "math/lanes_avx2.h"
#include "math/lanes_table.h"

namespace brian::math {

const LanesTable& avx2_table() {
    return lanes_table<Avx2Lanes>;
}

}  // namespace brian::math
