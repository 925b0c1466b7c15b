export default 'resources';
