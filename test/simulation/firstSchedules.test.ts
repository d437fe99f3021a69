import { describeSchedules } from './schedules';

describeSchedules('first', 1);
