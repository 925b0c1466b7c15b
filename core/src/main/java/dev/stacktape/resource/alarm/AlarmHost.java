package dev.stacktape.resource.alarm;

import java.util.List;

/** The properties of a resource that alarms watch. */
public interface AlarmHost {
  /** The alarms, in the order of the config. */
  List<? extends AlarmSettings> alarms();
}
