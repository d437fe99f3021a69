import { faultMatrix } from '../support/faultMatrix';

faultMatrix(2, 6);
