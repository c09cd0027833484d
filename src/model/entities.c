#include "model/entities.h"
void entities_describe(Inference *inf) { (void)inf; }
