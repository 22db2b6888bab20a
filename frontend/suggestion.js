// Choosing by typing (a municipality among 290): only on the pages that have such a field.
// Without it the same field is a plain <input list> or <select>.
import "@digdir/designsystemet-web/ds-suggestion";
