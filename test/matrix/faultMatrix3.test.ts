import { faultMatrix } from '../support/faultMatrix';

faultMatrix(3, 6);
