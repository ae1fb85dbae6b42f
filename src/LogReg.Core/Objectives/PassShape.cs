namespace LogReg.Objectives;

/// <summary>What a pass sums up.</summary>
/// <param name="GradientLength">The columns of all equations.</param>
/// <param name="ScratchLength">The space that a block needs.</param>
/// <param name="WithHessian">Whether the pass sums up a Hessian.</param>
/// <param name="SharesHessian">Whether the Hessian is summed up by <see cref="Design.RowBlock.AddGram"/> alone, the work of which threads
/// can share.</param>
internal readonly record struct PassShape(int GradientLength, int ScratchLength, bool WithHessian, bool SharesHessian = true);
