// For Chromium before 110: Windows 7 ends at 109, and so do many kernels of 360, QQ and Sogou browsers. Fetched by the
// page, and by its workers, only where `lacksBuiltins` says so.
import 'core-js/actual/array/to-reversed';
import 'core-js/actual/array/to-sorted';
import 'core-js/actual/array/to-spliced';
import 'core-js/actual/array/with';
import 'core-js/actual/typed-array/to-reversed';
import 'core-js/actual/typed-array/to-sorted';
import 'core-js/actual/typed-array/with';
