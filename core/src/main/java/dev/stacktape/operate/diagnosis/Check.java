package dev.stacktape.operate.diagnosis;

import dev.stacktape.operate.inventory.Inventory;
import java.time.Instant;
import java.util.List;

/** Looks at one side of a stack for what is wrong with it. */
interface Check {
  /** What it looks at, as in "could not look at the alarms". */
  String subject();

  /** What is wrong; empty when nothing is. */
  List<Finding> look(Inventory stack, Instant from, Instant to);
}
