namespace LogReg.Serialization;

/// <summary>An entry of the member <c>terms</c> of a model file.</summary>
internal sealed record TermDocument
{
    public string? Name { get; init; }

    public IReadOnlyList<FactorDocument?>? Factors { get; init; }

    public IReadOnlyList<double>? Means { get; init; }

    public IReadOnlyList<double>? Covariances { get; init; }

    public IReadOnlyList<int>? Combinations { get; init; }

    public IReadOnlyList<double>? Squares { get; init; }

    public IReadOnlyList<double>? StandardDeviations { get; init; }

    public WordsDocument? Words { get; init; }

    /// <summary>The words of a text.</summary>
    internal sealed record WordsDocument
    {
        public int? Grams { get; init; }

        public int? Minimum { get; init; }

        public int? Most { get; init; }

        public int? Bits { get; init; }

        public long? Rows { get; init; }

        public IReadOnlyList<string?>? Texts { get; init; }

        public IReadOnlyList<int>? Buckets { get; init; }

        public IReadOnlyList<long>? Counts { get; init; }
    }

    /// <summary>What a term multiplies.</summary>
    internal sealed record FactorDocument
    {
        public string? Feature { get; init; }

        public string? Name { get; init; }

        public string? Kind { get; init; }

        public bool? AllLevels { get; init; }

        public IReadOnlyList<double>? Limits { get; init; }

        public IReadOnlyList<string?>? Levels { get; init; }

        public string? Reference { get; init; }

        public FactorDocument? Source { get; init; }

        public IReadOnlyList<FunctionDocument?>? Functions { get; init; }
    }

    /// <summary>A function with its constants.</summary>
    internal sealed record FunctionDocument
    {
        public string? Function { get; init; }

        public string? Since { get; init; }

        public int? Exponent { get; init; }

        public double? Mean { get; init; }

        public double? Scale { get; init; }

        public IReadOnlyList<double>? Knots { get; init; }

        public IReadOnlyList<double>? Centres { get; init; }

        public IReadOnlyList<double>? Norms { get; init; }
    }
}
