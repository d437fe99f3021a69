import { faultMatrix } from '../support/faultMatrix';

faultMatrix(4, 6);
