using Kiali.Tracing.Analyses.Stats;
using Microsoft.Data.Analysis;

namespace Kiali.Tracing.Frames;

/// <summary>The data frame of <c>stats</c>: one row a group, most self time first; the first columns are the keys.</summary>
public static class StatsFrame
{
    /// <summary>Makes the frame.</summary>
    /// <param name="result">The statistics.</param>
    /// <returns>The frame.</returns>
    public static DataFrame Of(StatsResult result)
    {
        FrameBuilder<StatsGroup> frame = new(result.Groups);
        for (int index = 0; index < result.By.Length; index++)
        {
            int key = index;
            frame.Text(ColumnOf(result, index), group => group.Keys[key]);
        }

        return frame
            .Integer(FrameColumns.Count, group => group.Count)
            .Integer(FrameColumns.Errors, group => group.Errors)
            .Number(FrameColumns.MeanMs, group => group.MeanMs)
            .Number(FrameColumns.P50Ms, group => group.P50Ms)
            .Number(FrameColumns.P90Ms, group => group.P90Ms)
            .Number(FrameColumns.P99Ms, group => group.P99Ms)
            .Number(FrameColumns.SelfTimeMs, group => group.SelfTimeMs)
            .Build();
    }

    // An attribute may be called like one of the numbers, or be asked for twice.
    private static string ColumnOf(StatsResult result, int index)
    {
        string word = result.By[index].Word;
        bool taken = word is FrameColumns.Count or FrameColumns.Errors or FrameColumns.MeanMs or FrameColumns.P50Ms or FrameColumns.P90Ms
            or FrameColumns.P99Ms or FrameColumns.SelfTimeMs || (index > 0 && result.By[0].Word == word);
        return taken ? "key_" + word : word;
    }
}
