import { join } from 'path';

export const prefix = (project: string, stage: string): string => join(project, '..', project, stage).replace('/', '-');
