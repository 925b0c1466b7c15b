export default ({ stage }: { stage: string }) => ({ note: `values of ${stage}` });

export const perStage = 'exported';
