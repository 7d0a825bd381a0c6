using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Kiali.Tracing.Mapping;

/// <summary>Tells the workload in a pod's name.</summary>
/// <remarks>
/// The last part is the pod's own: random letters, or a StatefulSet's ordinal. A part before it in the alphabet of Kubernetes' pod template hashes goes too
/// (a Deployment's ReplicaSet), and so do 8 to 10 digits (a CronJob's Job), which Istio drops from the workload's name in metrics as well.
/// </remarks>
public static partial class PodName
{
    /// <summary>The workload's name in a pod's name.</summary>
    /// <param name="pod">The pod's name, for instance <c>foo-fg65h9p7qj-ab12c</c> of <c>foo</c>, <c>db-0</c> of <c>db</c>, <c>report-28391040-x7k2p</c> of <c>report</c>.</param>
    /// <returns>The workload's name; the pod's own when it has no parts.</returns>
    public static string WorkloadOf(string pod)
    {
        string owner = WithoutOwnPart(pod);
        return owner.Length == pod.Length ? pod : OwnerOf(owner);
    }

    /// <summary>The workload that owns a ReplicaSet or a Job: the name without the template's hash or the schedule's time.</summary>
    /// <param name="name">The ReplicaSet's or Job's name.</param>
    /// <returns>The owner's name; the name itself when it has neither.</returns>
    public static string OwnerOf(string name)
    {
        int last = name.LastIndexOf('-');
        return last > 0 && (TemplateHash().IsMatch(name.AsSpan(last + 1)) || ScheduledTime().IsMatch(name.AsSpan(last + 1))) ? name[..last] : name;
    }

    /// <summary>The names that a pod's workload may have, the longest first: a bare pod's own, then without the pod's own part, then without a hash or time.</summary>
    /// <param name="pod">The pod's name.</param>
    /// <returns>One to three names.</returns>
    internal static ImmutableArray<string> CandidatesOf(string pod)
    {
        string owner = WithoutOwnPart(pod);
        string workload = owner.Length == pod.Length ? pod : OwnerOf(owner);
        return owner.Length == pod.Length ? [pod] : workload.Length == owner.Length ? [pod, owner] : [pod, owner, workload];
    }

    private static string WithoutOwnPart(string pod)
    {
        int suffix = pod.LastIndexOf('-');
        return suffix > 0 && OwnPart().IsMatch(pod.AsSpan(suffix + 1)) ? pod[..suffix] : pod;
    }

    [GeneratedRegex("^[a-z0-9]+$", RegexOptions.NonBacktracking)]
    private static partial Regex OwnPart();

    [GeneratedRegex("^[bcdfghjklmnpqrstvwxz2456789]{6,16}$", RegexOptions.NonBacktracking)]
    private static partial Regex TemplateHash();

    [GeneratedRegex("^[0-9]{8,10}$", RegexOptions.NonBacktracking)]
    private static partial Regex ScheduledTime();
}
