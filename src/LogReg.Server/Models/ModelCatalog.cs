using LogReg.Server.Hosting;
using LogReg.Server.Problems;
using LogReg.Shared;

namespace LogReg.Server.Models;

/// <summary>The models that are served, by name.</summary>
internal sealed class ModelCatalog
{
    private const int LongestShown = 80;

    private readonly OrderedDictionary<string, ModelSlot> _slots = new(StringComparer.Ordinal);

    /// <summary>Loads the models.</summary>
    /// <param name="paths">Their files.</param>
    /// <exception cref="UsageException">Two files have the same name.</exception>
    /// <exception cref="LogRegException">A file is no model that can be served.</exception>
    public ModelCatalog(IReadOnlyList<string> paths)
    {
        foreach (string path in paths)
        {
            string name = Path.GetFileNameWithoutExtension(path);
            if (name is "" or "." or "..")
            {
                throw new UsageException($"{path} has no name before its extension, under which it could be served", "rename the file");
            }

            if (_slots.TryGetValue(name, out ModelSlot? other))
            {
                throw new UsageException(
                    $"{other.Path} and {path} would both be served as '{name}'", "rename one of the files, or leave it out");
            }

            _slots.Add(name, new ModelSlot(name, path));
        }
    }

    /// <summary>The models, in the order of the command line.</summary>
    public IEnumerable<ModelSlot> Slots => _slots.Values;

    /// <summary>The only model.</summary>
    /// <exception cref="ApiException">There are several.</exception>
    public ModelSlot Only => _slots.Count == 1
        ? _slots.GetAt(0).Value
        : throw ApiException.Of(
            StatusCodes.Status404NotFound,
            $"the server has {_slots.Count} models, so the path must name one",
            $"use /v1/models/{Uri.EscapeDataString(_slots.GetAt(0).Key)}:predict; GET /v1/models lists all");

    /// <summary>A model by its name.</summary>
    /// <exception cref="ApiException">There is none.</exception>
    public ModelSlot Find(string name)
    {
        if (_slots.TryGetValue(name, out ModelSlot? slot))
        {
            return slot;
        }

        IReadOnlyList<string> nearest = NearestNames.Find(name, _slots.Keys, most: 1);
        throw ApiException.Of(
            StatusCodes.Status404NotFound,
            $"there is no model '{(name.Length > LongestShown ? name[..LongestShown] + "…" : name)}'",
            nearest.Count > 0 ? $"did you mean '{nearest[0]}'?" : "GET /v1/models lists the models");
    }
}
