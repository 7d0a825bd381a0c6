namespace Kiali.Tracing.Sources.Jaeger;

/// <summary>How much a Jaeger is asked for.</summary>
internal sealed record JaegerOptions
{
    /// <summary>The window of a query that names none: the last hour, as on Jaeger's own page. Jaeger's storages cannot search without bounds in time.</summary>
    public TimeSpan DefaultWindow { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How long before the window a span may have begun and still be found by what reaches into it; default 1 min. Jaeger finds spans by their start.
    /// </summary>
    public TimeSpan EarlierStart { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The most traces that are asked for when the query sets no limit, and of what is filtered here; default 1,500, the most that Jaeger's page asks for.</summary>
    public int MostTraces { get; init; } = 1500;

    /// <summary>How many times the query's limit is asked for when traces are filtered here; default 4.</summary>
    public int OverFetch { get; init; } = 4;

    /// <summary>The most services that are searched when the query names none; default 100.</summary>
    public int MostServices { get; init; } = 100;
}
