using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Kiali.Tracing.Tool.Jupyter.Scripting;

/// <summary>The documentation comments in the XML file next to an assembly, read when the first is asked for.</summary>
internal sealed class XmlFileDocumentation(string path) : DocumentationProvider
{
    private readonly Lazy<Dictionary<string, string>> members = new(() => Read(path));

    public override bool Equals(object? obj) => obj is XmlFileDocumentation other && other.GetHashCode() == GetHashCode();

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(path);

    protected override string? GetDocumentationForSymbol(
        string documentationMemberID, CultureInfo preferredCulture, CancellationToken cancellationToken = default) =>
        members.Value.GetValueOrDefault(documentationMemberID);

    private static Dictionary<string, string> Read(string path)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            foreach (XElement member in XDocument.Load(path).Descendants("member"))
            {
                if (member.Attribute("name") is { } name)
                {
                    found[name.Value] = member.ToString();
                }
            }
        }
        catch (Exception e) when (e is IOException or XmlException or UnauthorizedAccessException)
        {
            // Without its documentation a symbol still has its signature.
        }

        return found;
    }
}
