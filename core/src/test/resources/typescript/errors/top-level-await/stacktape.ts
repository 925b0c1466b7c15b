const limits = await import('./limits.json');
export default { resources: { jobs: { type: 'sqs-queue', properties: limits } } };
