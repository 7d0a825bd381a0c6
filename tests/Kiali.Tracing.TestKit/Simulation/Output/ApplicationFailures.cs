using Kiali.Tracing.TestKit.Simulation.Engine;

namespace Kiali.Tracing.TestKit.Simulation.Output;

/// <summary>What an application says when a call of it failed or its caller left.</summary>
internal static class ApplicationFailures
{
    /// <summary>The exception of a call that failed for good.</summary>
    public static ExceptionDraft Of(MeshPod pod, DependencyCall call)
    {
        var last = call.Attempts[^1];
        var answer = last.Client.Status == 0 ? "no answer" : $"HTTP {last.Client.Status} {Reason(last.Client.Status)}";
        var tries = call.Attempts.Length == 1 ? "" : $" after {call.Attempts.Length} attempts";
        var type = pod.Workload.Instrumentation?.ExceptionType ?? "Error";
        return new ExceptionDraft(type, $"{call.Call.Service}: {answer}{tries}", call.EndNanos, Frames(pod));
    }

    /// <summary>The exception of a caller that closed the connection.</summary>
    public static ExceptionDraft OfAbort(MeshPod pod, ApplicationRun run)
    {
        var type = pod.Workload.Instrumentation?.ExceptionType ?? "Error";
        return new ExceptionDraft(type, "client closed the connection before the answer", run.EndNanos, Frames(pod));
    }

    private static string Reason(int status) => status switch
    {
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _ => "Internal Server Error",
    };

    private static string[] Frames(MeshPod pod) => pod.Workload.Instrumentation?.Language switch
    {
        "java" =>
        [
            "at com.bookinfo.reviews.RatingsClient.getRatings(RatingsClient.java:88)",
            "at com.bookinfo.reviews.RatingsClient.withRetry(RatingsClient.java:61)",
            "at com.bookinfo.reviews.ReviewsResource.bookReviewsById(ReviewsResource.java:134)",
            "at jdk.internal.reflect.DirectMethodHandleAccessor.invoke(DirectMethodHandleAccessor.java:103)",
            "at java.base/java.lang.reflect.Method.invoke(Method.java:580)",
            "at io.openliberty.restfulWS.server.ResourceInvoker.invoke(ResourceInvoker.java:212)",
            "at io.openliberty.webcontainer.servlet.ServletWrapper.service(ServletWrapper.java:1266)",
            "at java.base/java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1144)",
            "at java.base/java.lang.Thread.run(Thread.java:1583)",
        ],
        "python" =>
        [
            "File \"/opt/productpage/productpage.py\", line 214, in front",
            "File \"/opt/productpage/productpage.py\", line 371, in get_product_reviews",
        ],
        "nodejs" =>
        [
            "at ServerResponse.onClose (/opt/ratings/ratings.js:141:23)",
            "at ServerResponse.emit (node:events:518:28)",
        ],
        _ => [],
    };
}
