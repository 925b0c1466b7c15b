package dev.stacktape.resource.alarm;

import dev.stacktape.config.Doc;
import dev.stacktape.config.Union;

/**
 * Not sealed: each kind of resource has its own triggers, in a package of its own. A component that
 * takes those of several kinds lists them.
 */
@Doc("What an alarm watches.")
@Union
public interface AlarmTrigger {}
