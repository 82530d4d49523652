/** What framer-motion needs to move things; fetched after the first picture, which stands still. */
export { domMax as default } from 'framer-motion';
