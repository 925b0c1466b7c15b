import limits from './limits.yml';
export default { resources: { jobs: { type: 'sqs-queue', properties: limits } } };
