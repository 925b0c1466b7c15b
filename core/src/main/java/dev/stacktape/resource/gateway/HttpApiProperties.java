package dev.stacktape.resource.gateway;

import dev.stacktape.config.Doc;
import dev.stacktape.resource.alarm.AlarmHost;
import dev.stacktape.resource.cdn.CdnProperties;
import dev.stacktape.resource.cdn.CustomDomain;
import dev.stacktape.resource.event.PayloadFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("An HTTP API: one address whose routes lead to functions and containers.")
public record HttpApiProperties(
    @Doc(
            value = "The form of the events for all routes that do not choose one.",
            defaultValue = "1.0")
        @Nullable PayloadFormat payloadFormat,
    @Doc("Which web pages may call it.") @Nullable HttpApiCors cors,
    @Doc("What happens to its access logs.") @Nullable AccessLogging logging,
    @Doc("Domains of yours.") List<CustomDomain> customDomains,
    @Doc("A CDN in front of the API.") @Nullable CdnProperties cdn,
    @Doc("Alarms on the API.") List<HttpApiAlarm> alarms,
    @Doc(
            "Names of global alarms that leave this resource alone; there are none here, so it has no effect.")
        List<String> disabledGlobalAlarms)
    implements AlarmHost {}
