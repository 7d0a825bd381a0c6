namespace Kiali.Tracing.Logs;

/// <summary>What a line says, read once.</summary>
internal sealed record LogLineContent
{
    /// <summary>When it happened, Unix nanoseconds: an access line's request start, else when the runtime received it.</summary>
    public required long UnixNano { get; init; }

    /// <summary>How bad it says it is; null when it does not say.</summary>
    public required LogSeverity? Severity { get; init; }

    /// <summary>The ids it names.</summary>
    public required LogIdentifiers Identifiers { get; init; }

    /// <summary>What an access line says; null for other lines.</summary>
    public AccessLog? AccessLog { get; init; }

    /// <summary>Whether it looks like an access line but could not be read as one.</summary>
    public bool IsUnreadableAccess { get; init; }

    /// <summary>Reads a line.</summary>
    /// <remarks>
    /// What came beside a line counts before what is in it: a logging library says there which trace the line is of. In an access line, ids count in its fields
    /// only: what a client puts into a path or a header is not the proxy's word.
    /// </remarks>
    public static LogLineContent Read(RawLogLine line)
    {
        JsonLine? json = JsonLine.Read(line.Body);
        LogIdentifiers beside = LogIdentifiers.Read(line.Attributes);
        if (line.Role == ContainerRole.Ztunnel && ZtunnelLog.Read(line.Body, json, out long written) is { } connection)
        {
            return OfAccess(connection, written, beside);
        }

        bool proxy = line.Role is ContainerRole.Proxy or ContainerRole.Waypoint;
        if (proxy && (json is null ? AccessLogText.Read(line.Body) : AccessLogJson.Read(json)) is { } access)
        {
            return OfAccess(access, access.StartUnixNano ?? line.UnixNano, json is null ? beside : LogIdentifiers.Read(json).Or(beside));
        }

        LogIdentifiers identifiers = json is null ? LogIdentifiers.None : LogIdentifiers.Read(json);
        return new LogLineContent
        {
            UnixNano = line.UnixNano,
            Severity = SeverityText.Read(line.Attributes) ?? SeverityText.Read(line.Body, json),
            Identifiers = beside.Or(identifiers == LogIdentifiers.None ? LogIdentifiers.Read(line.Body) : identifiers),
            IsUnreadableAccess = proxy && AccessLogText.LooksAlike(line.Body),
        };
    }

    private static LogLineContent OfAccess(AccessLog access, long unixNano, LogIdentifiers fields) => new()
    {
        UnixNano = unixNano,
        Severity = access.Failed ? LogSeverity.Error : LogSeverity.Info,
        Identifiers = access.RequestId is { } id ? fields with { RequestIds = [id] } : fields,
        AccessLog = access,
    };
}
