package dev.stacktape.rehearsal;

import dev.stacktape.rehearsal.Rehearsal.Run;

/** A way in which a change comes into a stack, and what has to hold afterwards. */
interface Road {

  /** Brings the stack to where the way begins. */
  Run begin(Rehearsal rehearsal);

  /** Goes the way, as a process on a machine of that name. */
  Run go(Rehearsal rehearsal, String machine);

  /** That the stack is as it was or as it is to be, with everything that it needs. */
  void requireOldOrNew(Rehearsal rehearsal);

  /** That the way was gone to its end. */
  void requireNew(Rehearsal rehearsal);
}
