#include "model/roles.h"
void roles_decide(Inference *inf) { (void)inf; }
