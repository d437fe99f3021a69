import { faultMatrix } from '../support/faultMatrix';

faultMatrix(5, 6);
