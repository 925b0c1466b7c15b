package dev.stacktape.resource.thirdparty;

import dev.stacktape.config.Doc;
import dev.stacktape.resource.database.DevMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Doc("A Convex backend that runs in your own account.")
public record ConvexProperties(
    @Doc(value = "The folder of the application that holds the folder convex.", example = "web")
        String appDirectory,
    @Doc("What sends the functions to the backend after a deployment.")
        @Nullable ConvexFunctions functionsDeployment,
    @Doc("Domains of yours.") @Nullable ConvexDomains customDomains,
    @Doc("The backend.") @Nullable ConvexBackend backend,
    @Doc("The dashboard.") @Nullable ConvexDashboard dashboard,
    @Doc("The database behind it.") @Nullable ConvexDatabase database,
    @Doc("The buckets behind it.") @Nullable ConvexStorage storage,
    @Doc("How it behaves while developing.") @Nullable DevMode dev,
    @Doc(value = "Refuses to be deleted until this is off.", defaultValue = "false")
        @Nullable Boolean deletionProtection,
    @Doc("Alarms on its load balancer and its database.") List<ConvexAlarm> alarms,
    @Doc(
            "Names of global alarms that leave this resource alone; there are none here, so it has no effect.")
        List<String> disabledGlobalAlarms) {}
