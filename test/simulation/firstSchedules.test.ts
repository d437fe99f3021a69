import { describeSchedules } from './schedules';

describeSchedules('first', 'WAL', 1);
