using System.Collections.Frozen;
using LogReg.Data;
using LogReg.Terms;

namespace LogReg.Server.Models;

/// <summary>A version of a model, with what requests look up in it. It never changes.</summary>
internal sealed class ServedModel
{
    private readonly FrozenDictionary<string, int> _places;
    private readonly FrozenDictionary<string, int> _features;

    /// <param name="name">The name it is served under.</param>
    /// <param name="model">The model.</param>
    public ServedModel(string name, LogisticModel model)
    {
        Name = name;
        Model = model;
        Loaded = DateTimeOffset.UtcNow;
        Columns = [.. model.RequiredColumns.Distinct(StringComparer.Ordinal)];
        _places = Columns.Index().ToFrozenDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        _features = model.Features.Index().ToFrozenDictionary(pair => pair.Item.Name, pair => pair.Index, StringComparer.Ordinal);
        SourceColumns = [.. Columns.Select(column => new SourceColumn(column, KindOf(column)))];
    }

    /// <summary>The name it is served under.</summary>
    public string Name { get; }

    /// <summary>The model.</summary>
    public LogisticModel Model { get; }

    /// <summary>When it was read.</summary>
    public DateTimeOffset Loaded { get; }

    /// <summary>The columns that it reads.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The columns as a source has them.</summary>
    public IReadOnlyList<SourceColumn> SourceColumns { get; }

    /// <summary>The vector that the model reads, instead of columns; <see langword="null"/> if it reads columns.</summary>
    public VectorFeature? Vector => Model.Features is [VectorFeature vector] ? vector : null;

    /// <summary>Whether predictions can have intervals.</summary>
    public bool HasIntervals => Model.Target.IsBinary && Model.Inference?.Covariance is not null;

    /// <summary>The confidence of intervals unless another one is asked for.</summary>
    public double Confidence => Model.Inference?.Confidence ?? 0.95;

    /// <summary>The position of a column in <see cref="Columns"/>, or −1.</summary>
    public int PlaceOf(string column) => _places.TryGetValue(column, out int place) ? place : -1;

    /// <summary>The feature of a column; <see langword="null"/> for the offset and for others.</summary>
    public Feature? FeatureOf(string column) => _features.TryGetValue(column, out int feature) ? Model.Features[feature] : null;

    private ColumnKind KindOf(string column) => FeatureOf(column) is CategoricalFeature or TextFeature
        ? ColumnKind.Categorical
        : ColumnKind.Numeric;
}
