export default (region: string) => ({ seconds: region === 'eu' ? 4 : 3 });
