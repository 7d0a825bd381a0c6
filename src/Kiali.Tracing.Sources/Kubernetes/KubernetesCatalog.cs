using System.Collections.Immutable;
using System.Net;

namespace Kiali.Tracing.Sources.Kubernetes;

/// <summary>Lists what there is in a cluster, in all namespaces or in some, as far as the account may.</summary>
/// <param name="api">The API.</param>
/// <param name="ownNamespace">The context's namespace, where the account may look most likely.</param>
/// <param name="options">How long a listing counts as new.</param>
/// <param name="clock">Measures that.</param>
internal sealed class KubernetesCatalog(KubernetesApi api, string ownNamespace, KubernetesOptions options, TimeProvider clock) : IDisposable
{
    private const string Forbidden = "forbidden";

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Dictionary<string, (long Listed, KubernetesInventory Inventory)> _listed = new(StringComparer.Ordinal);

    /// <summary>Lists.</summary>
    /// <param name="namespaces">The namespaces; empty for all.</param>
    /// <param name="withIdle">Whether workloads without pods are wanted, too.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>What there is.</returns>
    /// <exception cref="SourceException">There is no answer.</exception>
    public async Task<KubernetesInventory> GetAsync(ImmutableArray<string> namespaces, bool withIdle, CancellationToken cancellationToken)
    {
        ImmutableArray<string> wanted = [.. namespaces.Distinct().Order(StringComparer.Ordinal)];
        string key = $"{withIdle} {string.Join(' ', wanted)}";
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_listed.TryGetValue(key, out (long Listed, KubernetesInventory Inventory) known) && clock.GetElapsedTime(known.Listed) < options.InventoryAge)
            {
                return known.Inventory;
            }

            KubernetesInventory inventory = await ListAsync(wanted, withIdle, cancellationToken).ConfigureAwait(false);
            foreach (string old in _listed.Where(item => clock.GetElapsedTime(item.Value.Listed) >= options.InventoryAge).Select(item => item.Key).ToArray())
            {
                _listed.Remove(old);
            }

            _listed[key] = (clock.GetTimestamp(), inventory);
            return inventory;
        }
        catch (KubernetesRefusedException refused)
        {
            throw refused.Failure;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task<KubernetesInventory> ListAsync(ImmutableArray<string> namespaces, bool withIdle, CancellationToken cancellationToken)
    {
        List<Warning> warnings = [];
        (ImmutableArray<string?> scopes, ImmutableArray<KubernetesPod> pods, bool complete) = await ListPodsAsync(namespaces, warnings, cancellationToken).ConfigureAwait(false);
        Dictionary<(string, string, string), OwnerReference?> owners = [];
        foreach ((string kind, string path, string plural) in KubernetesMapping.Intermediate.Where(item => pods.Any(pod => pod.Head.Owner?.Kind == item.Kind)))
        {
            foreach (KubernetesObject head in await ListHeadsAsync(path, plural, scopes, null, cancellationToken).ConfigureAwait(false))
            {
                owners[(kind, head.Namespace, head.Name)] = head.Owner;
            }
        }

        List<(string, KubernetesObject)> idle = [];
        foreach ((string kind, string path, string plural) in withIdle ? KubernetesMapping.Lasting : [])
        {
            int before = warnings.Count;
            idle.AddRange((await ListHeadsAsync(path, plural, scopes, warnings, cancellationToken).ConfigureAwait(false)).Select(head => (kind, head)));
            complete &= warnings.Count == before;
        }

        ImmutableArray<PlacedPod> placed = KubernetesMapping.Place(pods, owners);
        return new KubernetesInventory(placed, KubernetesMapping.Workloads(placed, idle), complete, [.. warnings]);
    }

    private async Task<(ImmutableArray<string?> Scopes, ImmutableArray<KubernetesPod> Pods, bool Complete)> ListPodsAsync(
        ImmutableArray<string> namespaces, List<Warning> warnings, CancellationToken cancellationToken)
    {
        if (namespaces.IsEmpty)
        {
            try
            {
                Answer<ImmutableArray<KubernetesPod>> all = await api.ListPodsAsync(null, null, cancellationToken).ConfigureAwait(false);
                warnings.AddRange(all.Warnings);
                return ([null], all.Value, all.Complete);
            }
            catch (KubernetesRefusedException refused) when (refused.IsForbidden)
            {
                Answer<ImmutableArray<KubernetesPod>> own = await api.ListPodsAsync(ownNamespace, null, cancellationToken).ConfigureAwait(false);
                warnings.AddRange(own.Warnings);
                warnings.Add(new Warning(
                    Forbidden,
                    $"The account may not look into all namespaces (\"{refused.Said}\"); the context's own, {ownNamespace}, is shown. Name others with --namespace.",
                    1,
                    api.Uri));
                return ([ownNamespace], own.Value, false);
            }
        }

        List<string?> scopes = [];
        ImmutableArray<KubernetesPod>.Builder pods = ImmutableArray.CreateBuilder<KubernetesPod>();
        bool complete = true;
        KubernetesRefusedException? first = null;
        foreach (string inNamespace in namespaces)
        {
            try
            {
                Answer<ImmutableArray<KubernetesPod>> some = await api.ListPodsAsync(inNamespace, null, cancellationToken).ConfigureAwait(false);
                pods.AddRange(some.Value);
                warnings.AddRange(some.Warnings);
                complete &= some.Complete;
                scopes.Add(inNamespace);
            }
            catch (KubernetesRefusedException refused) when (refused.IsForbidden)
            {
                first ??= refused;
                complete = false;
                warnings.Add(new Warning(Forbidden, $"The account may not look into the namespace {inNamespace} (\"{refused.Said}\"); what runs there is missing.", 1, api.Uri));
            }
        }

        return scopes.Count == 0 && first is not null ? throw first : ([.. scopes], pods.ToImmutable(), complete);
    }

    // Without the right to list what is in between, names tell; without that to list workloads, those without pods are missing.
    private async Task<List<KubernetesObject>> ListHeadsAsync(
        string path, string plural, ImmutableArray<string?> scopes, List<Warning>? warnings, CancellationToken cancellationToken)
    {
        List<KubernetesObject> all = [];
        foreach (string? scope in scopes)
        {
            try
            {
                Answer<ImmutableArray<KubernetesObject>> heads = await api.ListHeadsAsync(path, plural, scope, cancellationToken).ConfigureAwait(false);
                all.AddRange(heads.Value);
                warnings?.AddRange(heads.Warnings);
            }
            catch (KubernetesRefusedException refused) when (refused.IsForbidden)
            {
                warnings?.Add(new Warning(Forbidden, $"The account may not list {plural} (\"{refused.Said}\"); those without pods are missing.", 1, api.Uri));
            }
            catch (KubernetesRefusedException refused) when (refused.Status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed)
            {
                // A server without this kind has no object of it.
            }
        }

        return all;
    }
}
