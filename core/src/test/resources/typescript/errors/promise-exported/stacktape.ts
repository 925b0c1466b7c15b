import { SqsQueue } from 'stacktape';

const config = async () => ({ resources: { jobs: new SqsQueue({}) } });

export default config();
