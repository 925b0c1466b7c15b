import type { GetConfigFunction } from 'stacktape';
export const getConfig: GetConfigFunction = ({ stage }) => ({
  serviceName: 'legacy',
  resources: { jobs: { type: 'sqs-queue', properties: { fifoEnabled: stage === 'production' } } }
}) as any;
