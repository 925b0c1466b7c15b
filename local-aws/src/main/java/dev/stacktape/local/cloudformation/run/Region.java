package dev.stacktape.local.cloudformation.run;

import dev.stacktape.local.cloudformation.record.Records;
import dev.stacktape.local.cloudformation.record.StoredValues;
import dev.stacktape.local.cloudformation.stack.Journal;
import dev.stacktape.local.cloudformation.stack.Stacks;
import java.time.Clock;

/** Everything that is kept in one region. */
public record Region(String name, Stacks stacks, Records records, StoredValues values) {

  /** Reads a region. */
  public static Region load(Journal journal, String name, String account, Clock clock) {
    Records records = Records.load(journal, name);
    return new Region(
        name,
        Stacks.load(journal, name, account, clock),
        records,
        new StoredValues(journal, name, records));
  }
}
