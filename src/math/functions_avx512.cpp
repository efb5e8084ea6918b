#include "math/lanes_avx512.h"
#include "math/lanes_table.h"

namespace brian::math {

const LanesTable& avx512_table() {
    return lanes_table<Avx512Lanes>;
}

}  // namespace brian::math
