import { Bucket } from 'stacktape';

export const files = new Bucket({ cors: { enabled: true } });
