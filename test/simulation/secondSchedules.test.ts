import { describeSchedules } from './schedules';

describeSchedules('second', 'TRUNCATE', 2);
