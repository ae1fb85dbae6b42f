namespace LogReg.Numerics;

/// <summary>A node of the tree of <see cref="DeterministicReduction"/>: the sum of the items i·2ᵏ to (i + 1)·2ᵏ − 1, as far as they
/// exist.</summary>
/// <typeparam name="TSum">What holds a partial sum.</typeparam>
/// <param name="Level">k.</param>
/// <param name="Position">i.</param>
/// <param name="Sum">The sum.</param>
internal readonly record struct TreeNode<TSum>(int Level, long Position, TSum Sum)
    where TSum : class
{
    /// <summary>The number of the first item.</summary>
    public long FirstItem => Position << Level;
}
