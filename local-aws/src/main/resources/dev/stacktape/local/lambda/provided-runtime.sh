# Runs the function's own bootstrap and ends it when the endpoint, which holds standard input, ends.
exec 3<&0 </dev/null
./bootstrap &
runtime=$!
(
  cat <&3 >/dev/null
  kill -9 "$runtime" 2>/dev/null
) &
exec 3<&-
wait "$runtime"
exit $?
