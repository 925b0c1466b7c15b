package dev.stacktape.resource.event;

import dev.stacktape.config.Doc;
import dev.stacktape.config.TypeName;

@Doc("Runs when an alarm goes off.")
@TypeName("cloudwatch-alarm")
public record AlarmEvent(@Doc("The alarm in this config.") String alarmName)
    implements FunctionEvent {}
