import { writeFileSync } from 'fs';

writeFileSync('made.txt', 'text');
export default { resources: { jobs: { type: 'sqs-queue' } } };
