import { SqsQueue } from 'stacktape';

export const config = { resources: { jobs: new SqsQueue({}) } };
