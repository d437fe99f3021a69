import { describeSchedules } from './schedules';

describeSchedules('second', 2);
