import { faultMatrix } from '../support/faultMatrix';

faultMatrix(6, 6);
