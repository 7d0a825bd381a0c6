using Kiali.Tracing.Analyses.PromQl;
using Kiali.Tracing.Figures;
using Kiali.Tracing.Formatting;
using Kiali.Tracing.Frames;
using Kiali.Tracing.Interactive.Sessions;
using Kiali.Tracing.Json;
using Kiali.Tracing.Metrics;
using Kiali.Tracing.Sources;
using Kiali.Tracing.Views;

namespace Kiali.Tracing.Interactive.Verbs;

/// <summary><c>promql EXPR</c>: a server's answer to a query in its own language, at one moment or over time.</summary>
public sealed class PromqlCommand : VerbCommand
{
    private const int MostPoints = 110_000;
    private const int StandardPoints = 250;

    private static readonly VerbOption At = new("--at", "moment to evaluate at, in the forms of --from") { ValueName = "TIME", Default = "the end of the focus, else now" };

    private static readonly VerbOption Step = new("--step", "distance of points; makes it a range, as --since, --from and --to do")
    {
        ValueName = "DURATION",
        Default = $"a {StandardPoints}th of the window, at least 1s",
    };

    /// <inheritdoc/>
    public override VerbDefinition Definition { get; } = new("promql", "Asks a live source in PromQL, at one moment or over time.")
    {
        Argument = new VerbArgument("EXPR", "expression in PromQL, in quotes", true, VerbValueKind.Free),
        Options = [At, .. CommonOptions.Window, Step],
        Formats = ["text", "json", "csv", "html", "svg", "png"],
        HasFrame = true,
        Examples =
        [
            new("promql 'sum by (destination_workload) (rate(istio_requests_total[5m]))'", "requests a second by workload, now"),
            new("promql 'histogram_quantile(0.99, sum by (le) (rate(istio_request_duration_milliseconds_bucket[5m])))' --since 1h --step 1m", "a line over the last hour"),
            new("promql up --at 2026-11-14T14:30:00Z --source prometheus+http://localhost:9090", "what was up at a moment, at a server that is not connected"),
        ],
        SeeAlso = ["metrics", "heatmap"],
    };

    /// <inheritdoc/>
    public override async Task<VerbResult> RunAsync(VerbContext context, CancellationToken cancellationToken)
    {
        KialiSession session = context.Session;
        IPromQlSource source = RequirePromQl(session);
        (PromQlQuery query, AnalysisWindow window) = ReadQuery(session, context.Arguments);
        Answer<PromQlAnswer> answer = await source.QueryAsync(query, cancellationToken).ConfigureAwait(false);
        PromQlResult result = new() { Query = query, Window = window, Answer = answer.Value, Complete = answer.Complete, Warnings = answer.Warnings };
        return new VerbResult(PromQlView.Of(result))
        {
            WriteJson = output => PromQlJson.Write(result, output),
            Frame = () => PromQlFrame.Of(result),
            Figure = PromQlFigure.Of(result) is { } figure ? () => figure : null,
            Complete = result.Complete,
            Warnings = result.Warnings,
        };
    }

    private static IPromQlSource RequirePromQl(KialiSession session)
    {
        if (session.Sources.Select(source => source.PromQl).FirstOrDefault(source => source is not null) is { } found)
        {
            return found;
        }

        string connected = session.Sources.IsEmpty ? "No source is connected" : $"No connected source answers PromQL: {string.Join(", ", session.Sources.Select(source => source.Uri))}";
        throw VerbFailedException.Usage(
            $"{connected}; a snapshot has samples, but only a server has the language.", $"{VerbCall.Placeholder} promql EXPR --source prometheus+http://HOST:9090");
    }

    private static (PromQlQuery Query, AnalysisWindow Window) ReadQuery(KialiSession session, VerbArguments arguments)
    {
        string expression = arguments.Argument!;
        bool isRange = arguments.Has(Step) || CommonOptions.Window.Any(arguments.Has);
        long now = session.NowUnixNano;
        if (!isRange)
        {
            long at = arguments.Text(At) is { } text ? session.ReadTime(At.Name, text) : session.Focus.Window?.EndUnixNano ?? now;
            long unixMillis = UnixTime.FloorToUnixMillis(at);
            long moment = unixMillis * UnixTime.NanosPerMilli;
            return (PromQlQuery.At(expression, unixMillis), new AnalysisWindow(new TimeRange(moment, moment), now, session.IsLive));
        }

        if (arguments.Has(At))
        {
            throw VerbFailedException.Usage("--at is one moment; --since, --from, --to and --step ask for a range.", "leave one of them out");
        }

        AnalysisWindow window = session.ResolveWindow(arguments);
        long start = UnixTime.CeilingToUnixMillis(window.Range.StartUnixNano);
        long end = Math.Max(start, UnixTime.FloorToUnixMillis(window.Range.EndUnixNano));
        long step = StepOf(arguments, end - start);
        long points = ((end - start) / step) + 1;
        return points <= MostPoints
            ? (PromQlQuery.Over(expression, new EvaluationTimes(start, end, step)), window)
            : throw VerbFailedException.Usage(
                $"A step of {TimeText.Interval(TimeSpan.FromMilliseconds(step))} gives {NumberText.Count(points)} points over this window; at most {NumberText.Count(MostPoints)} are asked for.",
                "a longer step, or a shorter window");
    }

    private static long StepOf(VerbArguments arguments, long lengthMillis)
    {
        if (arguments.Duration(Step) is not { } step)
        {
            return Math.Max(1, ((lengthMillis / StandardPoints) + 999) / 1000) * 1000;
        }

        return step >= TimeSpan.FromMilliseconds(1)
            ? step.Ticks / TimeSpan.TicksPerMillisecond
            : throw VerbFailedException.Usage("--step takes a length of at least 1ms.");
    }
}
