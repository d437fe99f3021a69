import { faultMatrix } from '../support/faultMatrix';

faultMatrix(1, 6);
