using System.Collections.Immutable;

namespace Kiali.Tracing.Analyses.TraceDetail;

/// <summary>Chooses the rows of a waterfall, so that a trace of any size can be looked at: what is alike or short is folded, with totals.</summary>
/// <remarks>
/// Siblings of one name are folded from <see cref="FewestSiblings"/> on; where they have children, the longest of them stays open. Of subtrees of the same shape with
/// at least <see cref="FewestRepeated"/> spans only the longest stays open. When that still makes more than <see cref="MostRows"/> rows, those that reach over the longest time
/// stay, failed ones counting a tenth of the trace more, and each span's other children are folded into one row, the smallest of these rows into a last one.
/// </remarks>
public static class WaterfallAnalysis
{
    /// <summary>How many siblings of one name are folded.</summary>
    public const int FewestSiblings = 8;

    /// <summary>How many spans a subtree has at least that is folded because its like is shown.</summary>
    public const int FewestRepeated = 4;

    /// <summary>How many rows are chosen; folded rests of spans come on top.</summary>
    public const int MostRows = 120;

    /// <summary>How many spans have a row for their folded rest, before the smaller ones share one.</summary>
    public const int MostRests = 25;

    /// <summary>Chooses the rows.</summary>
    /// <param name="result">The trace.</param>
    /// <returns>The rows, top to bottom. Each span of the trace belongs to exactly one.</returns>
    public static ImmutableArray<WaterfallRow> Rows(TraceDetailResult result)
    {
        SpanTree tree = new(result.Trace);
        Folding folding = new(tree);
        return WaterfallRows.Build(tree, folding.Choose(), result.CriticalPath);
    }

    /// <summary>Decides which spans get a row of their own, and which share one.</summary>
    private sealed class Folding(SpanTree tree)
    {
        private readonly List<WaterfallChoice> _chosen = [];
        private readonly PriorityQueue<WaterfallChoice, (long Weight, int Position)> _open = new();
        private readonly Dictionary<ulong, int> _likes = FindLikes(tree);
        private readonly int[] _errors = CountErrors(tree);

        public List<WaterfallChoice> Choose()
        {
            Open(-1);
            while (_chosen.Count < MostRows && _open.TryDequeue(out WaterfallChoice? next, out _))
            {
                _chosen.Add(next);
                if (next.Kind != WaterfallRowKind.Span || tree.SizeOf(next.First) == 1)
                {
                    continue;
                }

                int node = next.First;
                int like = _likes[tree.Shapes[node]];
                if (like != node && tree.SizeOf(node) >= FewestRepeated)
                {
                    _chosen.Add(new WaterfallChoice(WaterfallRowKind.Repeat, node, [.. tree.ChildrenOf(node)]) { Like = like });
                }
                else
                {
                    Open(node);
                }
            }

            _chosen.AddRange(Rests());
            return _chosen;
        }

        // What did not get a row: one row for each parent, and one for the smallest of these together.
        private List<WaterfallChoice> Rests()
        {
            List<WaterfallChoice> rests =
            [
                .. _open.UnorderedItems.Select(item => item.Element)
                    .GroupBy(choice => choice.Parent)
                    .Select(rest => rest.Count() == 1
                        ? rest.Single()
                        : new WaterfallChoice(WaterfallRowKind.Rest, rest.Key, [.. rest.SelectMany(choice => choice.Members).Order()]))
                    .Select(rest => rest.Kind == WaterfallRowKind.Span && tree.SizeOf(rest.First) > 1 ? rest with { Kind = WaterfallRowKind.Rest } : rest)
                    .OrderByDescending(rest => rest.Members.Sum(tree.SizeOf))
                    .ThenBy(rest => rest.First),
            ];
            if (rests.Count <= MostRests + 1)
            {
                return rests;
            }

            int[] others = [.. rests.Skip(MostRests).SelectMany(rest => rest.Members).Order()];
            return [.. rests.Take(MostRests), new WaterfallChoice(WaterfallRowKind.Elsewhere, -1, others)];
        }

        private void Open(int parent)
        {
            foreach (IGrouping<int, int> siblings in tree.ChildrenOf(parent).ToArray().GroupBy(child => tree.Names[child]))
            {
                List<int> members = [.. siblings];
                if (members.Count >= FewestSiblings)
                {
                    int longest = members.MaxBy(child => tree.Trace.Spans[child].DurationNanos);
                    if (members.Any(child => tree.SizeOf(child) > 1))
                    {
                        members.Remove(longest);
                        Add(new WaterfallChoice(WaterfallRowKind.Span, parent, [longest]));
                    }

                    Add(new WaterfallChoice(WaterfallRowKind.Siblings, parent, [.. members]));
                    continue;
                }

                foreach (int child in members)
                {
                    Add(new WaterfallChoice(WaterfallRowKind.Span, parent, [child]));
                }
            }
        }

        private void Add(WaterfallChoice choice)
        {
            Trace trace = tree.Trace;
            long longest = choice.Members.Max(member => trace.Spans[member].DurationNanos);
            bool failed = choice.Members.Any(member => _errors[tree.Ends[member]] > _errors[member]);

            // Least first, so heaviest is most negative.
            _open.Enqueue(choice, (-(longest + (failed ? trace.DurationNanos / 10 : 0)), choice.First));
        }

        private static Dictionary<ulong, int> FindLikes(SpanTree tree)
        {
            Dictionary<ulong, int> likes = [];
            for (int node = 0; node < tree.Count; node++)
            {
                if (!likes.TryGetValue(tree.Shapes[node], out int best)
                    || tree.Trace.Spans[node].DurationNanos > tree.Trace.Spans[best].DurationNanos)
                {
                    likes[tree.Shapes[node]] = node;
                }
            }

            return likes;
        }

        private static int[] CountErrors(SpanTree tree)
        {
            int[] counts = new int[tree.Count + 1];
            for (int node = 0; node < tree.Count; node++)
            {
                counts[node + 1] = counts[node] + (SpanErrors.ReasonOf(tree.Trace.Spans[node]) == ErrorReason.None ? 0 : 1);
            }

            return counts;
        }
    }
}
